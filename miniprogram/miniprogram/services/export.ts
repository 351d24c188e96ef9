// Pure: what is held about the resident, as lines to read.
import type { Export } from './shapes'

export interface Told { title: string, rows: string[][] }

/** Numbers that only tie tables together. */
const KEYS = ['id', 'user', 'grant', 'counterpart']

function said(value: unknown): string {
  if (value === true) return '是'
  if (value === false) return '否'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Sections with what was really told; what is empty is left out. */
export function toldIn({ sections }: Export): Told[] {
  return sections.map(({ title, columns, rows }) => ({
    title,
    rows: rows.map((row) => Object.entries(row)
      .filter(([name, value]) => !KEYS.includes(name) && value !== null && value !== '')
      .map(([name, value]) => `${columns[name] ?? name}：${said(value)}`)),
  }))
}
