/* Says days in words; they are numbers from the first day of the schedule on. */
// @ts-check

const DAY_MS = 86_400_000;
const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

/** A run of days: the first one, and today for knowing which year goes unsaid. */
export class Days {
  /** @param {string} base @param {number} today */
  constructor(base, today) {
    this.origin = Date.parse(`${base}T00:00:00Z`);
    this.year = this.date(today).getUTCFullYear();
  }

  /** @param {number} day */
  date(day) {
    return new Date(this.origin + day * DAY_MS);
  }

  /** @param {number} day */
  iso(day) {
    return this.date(day).toISOString().slice(0, 10);
  }

  /** @param {string} iso */
  number(iso) {
    return Math.round((Date.parse(`${iso}T00:00:00Z`) - this.origin) / DAY_MS);
  }

  /** 11 月 5 日, with the year where it is not this one. @param {number} day */
  words(day) {
    const on = this.date(day);
    const year = on.getUTCFullYear() === this.year ? "" : `${on.getUTCFullYear()} 年 `;
    return `${year}${on.getUTCMonth() + 1} 月 ${on.getUTCDate()} 日`;
  }

  /** 12 月, and 2027 年 for the January that begins another year.
   * @param {number} day */
  month(day) {
    const on = this.date(day);
    const other = on.getUTCMonth() === 0 && on.getUTCFullYear() !== this.year;
    return other ? `${on.getUTCFullYear()} 年` : `${on.getUTCMonth() + 1} 月`;
  }

  /** @param {number} day */
  ofMonth(day) {
    return this.date(day).getUTCDate();
  }

  /** 0 is Sunday. @param {number} day */
  weekday(day) {
    return this.date(day).getUTCDay();
  }

  /** @param {number} day */
  weekdayName(day) {
    return WEEKDAYS[this.weekday(day)];
  }
}
