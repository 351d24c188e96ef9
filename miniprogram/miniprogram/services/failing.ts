// Pure: what a page shows when it could not be read again.
interface Shown { loading: boolean, problem: string }

/** What was there stays and says that it is old; a page that showed nothing yet says what is wrong. */
export const failed = ({ loading, problem }: Shown, now: string): Partial<Shown> & { old?: string } =>
  (loading || problem ? { loading: false, problem: now } : { old: `${now}下面是刚才的情况。` })
