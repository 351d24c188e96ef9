// Pure: the cards that are passed on in a chat. They say what the app does, never for whom it does it.
export interface Card { title: string, path: string }

export const homeCard = (): Card => ({ title: '替一家人记着医保的日子', path: '/pages/home/home' })
export const guidesCard = (): Card => ({ title: '医保怎么办，一步一步说清楚', path: '/pages/guides/guides' })
export const safetyCard = (): Card => ({ title: '医保诈骗怎么认？看这几条', path: '/pages/safety/safety' })
export const guideCard = (slug: string, title: string): Card => ({ title, path: `/pages/guide/guide?slug=${slug}` })
export const answerCard = (slug: string, title: string): Card => ({ title, path: `/pages/answer/answer?slug=${slug}` })
export const sumCard = (rule: string, title: string): Card => ({ title, path: `/pages/calculator/calculator?rule=${rule}` })
