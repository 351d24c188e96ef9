// Pure: the insured places of a household.
import type { MemberStatus } from './shapes'

export const NATION = '100000'

export interface Place { value: string, label: string }

/** Each place of the family once; the whole country where there is no family. */
export function placesOf(members: Array<Pick<MemberStatus, 'region' | 'region_name'>>): Place[] {
  const places = new Map(members.map(({ region, region_name }) => [region, region_name]))
  return places.size ? [...places].map(([value, label]) => ({ value, label })) : [{ value: NATION, label: '全国' }]
}
