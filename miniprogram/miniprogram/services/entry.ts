// Pure: what a poster's code or a link says of the place, and how to come to the form with it.
const REGION = /^\d{6}$/
const SCENE = /^r=(\d{6})$/

interface Entry { scene?: string, region?: string }

/** The insured place named by the scene of a QR code (“r=440100”, which WeChat hands on encoded) or by a link; '' if none. */
export function regionIn({ scene = '', region = '' }: Entry): string {
  const [, scanned = ''] = scene.replace('%3D', '=').match(SCENE) ?? []
  return scanned || (REGION.test(region) ? region : '')
}

/** The form for a new member; a first visitor is asked for consent on the way. */
export function formFor({ code, name }: { code: string, name: string }, isFirst: boolean): string {
  const form = `/pages/member/member${code && `?region=${code}&name=${encodeURIComponent(name)}`}`
  return isFirst ? `/pages/consent/consent?purposes=privacy,sensitive&next=${encodeURIComponent(form)}` : form
}
