/* Puts the catalogue's words together with dates and figures; knows no rule. */
// @ts-check

/** The catalogue `look/screen/zh-CN.json`. @typedef {Record<string, any>} Catalogue */

const DAY_MS = 86_400_000;

/** Fill the places of a sentence: {name}.
 * @param {string} sentence @param {Record<string, string | number>} values */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Dates and times of one time zone in the words of one catalogue. */
export class Dates {
  /** @param {Catalogue} words @param {string} timeZone */
  constructor(words, timeZone) {
    this.words = words;
    this.parts = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
  }

  /** The local date of an instant: 2026-11-23. @param {number} now */
  dateOf(now) {
    const { year, month, day } = this.#split(now);
    return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }

  /** 15:42 @param {number} now */
  time(now) {
    const { hour, minute } = this.#split(now);
    return `${Number(hour)}:${minute}`;
  }

  /** 11 月 23 日, with the year where it is not this one.
   * @param {string} date @param {number} now */
  date(date, now) {
    const [year, month, day] = date.split("-").map(Number);
    const own = year === Number(this.#split(now).year);
    const sentence = own ? this.words.date : this.words.date_with_year;
    return fill(sentence, { year, month, day });
  }

  /** 11 月 23 日 周一 @param {string} date @param {number} now */
  day(date, now) {
    const weekday = this.words.weekdays[new Date(`${date}T00:00Z`).getUTCDay()];
    return fill(this.words.day_and_weekday, { date: this.date(date, now), weekday });
  }

  /** 今天 17:30, 明天 8:30, 11 月 26 日 周四 8:30
   * @param {number} at @param {number} now */
  when(at, now) {
    const date = this.dateOf(at);
    let day = this.day(date, now);
    if (date === this.dateOf(now)) day = this.words.today;
    else if (date === nextDate(this.dateOf(now))) day = this.words.tomorrow;
    return `${day} ${this.time(at)}`;
  }

  /** @param {number} now */
  #split(now) {
    return Object.fromEntries(
      this.parts.formatToParts(now).map((part) => [part.type, part.value]),
    );
  }
}

/** @param {string} date */
function nextDate(date) {
  const next = new Date(Date.parse(`${date}T00:00Z`) + DAY_MS);
  return next.toISOString().slice(0, 10);
}
