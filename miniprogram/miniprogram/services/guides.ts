// Pure: for whom a guide is, and what the server is told of that person.
import type { GuideHead, Member, MemberStatus } from './shapes'

/** What makes a guide personal. An age in years says less of a person than the day of birth. */
export interface Who { region?: string, scheme?: string, category?: string, age?: number }

export interface Person { id: number, name: string }

/** The pages of the app that do what a guide is about, and the reminder that leads to each. */
export const STEPS: Record<string, { kind: string, page: string, action?: string }> = {
  pay: { kind: 'payment', page: '/pages/payment/' },
  repair: { kind: 'payment', page: '/pages/payment/' },
  newborn: { kind: 'newborn', page: '/pages/payment/' },
  filing: { kind: 'filing', page: '/pages/filing/', action: '答几个问题，看要办哪一类' },
}

type Known = Pick<MemberStatus, 'id' | 'nickname' | 'region' | 'scheme' | 'newborn'>

const fits = ({ schemes }: Pick<GuideHead, 'schemes'>, { scheme }: Pick<MemberStatus, 'scheme'>): boolean => !schemes.length || schemes.includes(scheme)

/** The guides for somebody of this household, and those that are for nobody in it. Who told of nobody sees all. */
export function sorted(guides: GuideHead[], members: Array<Pick<MemberStatus, 'scheme'>>): { own: GuideHead[], others: GuideHead[] } {
  const isOwn = (guide: GuideHead) => !members.length || members.some((member) => fits(guide, member))
  return { own: guides.filter(isOwn), others: guides.filter((guide) => !isOwn(guide)) }
}

const NEWBORN = 'newborn'

/** The person a guide is shown for at first: the one named, the baby for its own guide, or the first in the family. */
export function firstFor(slug: string, wanted: number, members: Known[]): Known | undefined {
  return members.find(({ id }) => id === wanted) ?? members.find(({ newborn }) => slug === NEWBORN && newborn.length) ?? members[0]
}

function yearsOld(born: string, today: string): number {
  return Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0)
}

export function whoIs({ region, scheme, category, born_on }: Pick<Member, 'region' | 'scheme' | 'category' | 'born_on'>, today: string): Who {
  return { region, scheme, category: category || undefined, age: born_on ? yearsOld(born_on, today) : undefined }
}
