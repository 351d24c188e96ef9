// Who was deleted a moment ago, so that the first page can offer to take it back.
export interface Deleted { id: number, name: string }

let last: Deleted | null = null

export function noteDeleted(deleted: Deleted): void { last = deleted }

/** Told once. */
export function takeDeleted(): Deleted | null {
  const deleted = last
  last = null
  return deleted
}
