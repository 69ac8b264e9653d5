/** A moment of the week, which is that of Monday 9 to Sunday 15 November 2026: `at(9, '06:30:05')`. */
export const at = (day: number, time: string): string => `2026-11-${String(day).padStart(2, '0')}T${time}Z`;

/** A moment some seconds after another. */
export const after = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1_000).toISOString().replace('.000', '');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as services write it into bodies: `Nov 9, 2026, 6:30:05 AM`. */
export const spelled = (time: string): string => {
  const date = new Date(time);
  const hour = date.getUTCHours();
  const rest = time.slice(13, 19);
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}, ${hour % 12 || 12}${rest} ${hour < 12 ? 'AM' : 'PM'}`;
};
