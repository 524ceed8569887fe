/** Returns the current local date in the notation of rules, such as `2026/01/31`. */
export function today(): string {
  const now = new Date();
  const part = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}/${part(now.getMonth() + 1)}/${part(now.getDate())}`;
}
