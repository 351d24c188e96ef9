// Pure: the changes of a person as they are shown, the latest first.
import type { Change } from './shapes'
import { day } from './words'

export interface Trace { id: number, title: string, when: string, before: string, after: string, canUndo: boolean }

/** Of each thing only the latest change that stands can be taken back. `today` as 2025-11-20. */
export function traces(changes: Change[], today: string): Trace[] {
  const seen = new Set<string>()
  return changes.map((change) => {
    const title = `${change.fact_label}${change.subject}`
    const until = change.undoable_until
    const thing = `${change.fact} ${change.key}`
    const isLatest = !change.undone_at && !seen.has(thing)
    if (isLatest) seen.add(thing)
    return {
      id: change.id, title, when: when(change, today), before: change.before, after: change.after,
      canUndo: isLatest && Boolean(until) && until!.slice(0, 10) >= today,
    }
  })
}

function when({ changed_at, by, by_label, undone_at }: Change, today: string): string {
  const whose = by === 'resident' ? '' : `，${by_label}改的`
  return `${day(changed_at.slice(0, 10), today)} ${changed_at.slice(11, 16)}${whose}${undone_at ? '，已撤销' : ''}`
}
