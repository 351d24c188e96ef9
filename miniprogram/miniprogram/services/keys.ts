// Pure: a number for one act, so that sending it twice does it once.
export const keyOfAct = (now: number, random: number): string => `${now.toString(36)}-${random.toString(36).slice(2).padEnd(8, '0')}`
