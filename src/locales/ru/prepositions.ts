/** «с 1 июля», but «со 2 июля», for it is read «со второго». */
export function from(date: string): string {
  return /^2\P{N}/u.test(date) ? `со ${date}` : `с ${date}`;
}
