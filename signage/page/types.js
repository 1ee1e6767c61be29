/* Names the shapes that the modules share; holds no code. */
// @ts-check

/**
 * @typedef {{ sha256: string, length: number, pixels_sha256: string,
 *   width: number, height: number }} PlanPage
 * @typedef {{ disclosure: string, manifest: string, title: string, board: string,
 *   board_lines?: string[], hung_since?: string,
 *   unit_name: string, unit_lines: string[], register_number: string,
 *   published_on: string, kind_of_act: string, objections_telephone: string,
 *   code_text: string, pages: PlanPage[] }} PlanItem
 * @typedef {{ item: number, page: number, dwell_s: number }} SlideRef
 * @typedef {{ item: number, days_shown: number, today_counts: boolean,
 *   posted_today: boolean, at_least_days: number | null, day_kind: string,
 *   until_on: string | null, provisional: boolean, as_of: string | null }} ClockFace
 * @typedef {{ open_now: boolean, changes_at: string | null }} HallFace
 * @typedef {{ from_at: string, to_at: string, anchor_at: string, slides: SlideRef[],
 *   faces: ClockFace[], hall: HallFace, resting?: "off" | "dim" }} PlanSpan
 * @typedef {{ weekday: number, spans: { from_time: string, to_time: string }[] }} DayHours
 * @typedef {{ county_name: string, name: string, hours: DayHours[],
 *   enquiry_place: string, enquiry_telephone: string, hotline: string }} Hall
 * @typedef {{ id: string, level: string, headline: string, place: string,
 *   acts: string[], issuer: string, starts_at: string, ends_at: string, icon?: string,
 *   act_icons?: string[], drill?: boolean }} Override
 * @typedef {{ id: string, grey: boolean, starts_at: string, ends_at: string }} Stop
 * @typedef {{ width: number, height: number }} Panel
 * @typedef {{ x: number, y: number, width: number, height: number }} Content
 * @typedef {{ group: string, programme: string, programme_version: number,
 *   time_zone: string, made_at: string, panel: Panel, content: Content, hall: Hall,
 *   override: Override | null, more_overrides?: Override[], stops?: Stop[],
 *   alert_sound?: { times: "once" | "repeated" },
 *   items: PlanItem[], withdrawn: string[], most_minutes_between?: number,
 *   spans: PlanSpan[] }} Plan
 *
 * @typedef {{ state: string, code: string | null, heard_at: string | null }} Condition
 *
 * What is to be on the glass, from when to when (milliseconds since 1970).
 * @typedef {{ kind: "slide", span: PlanSpan, index: number, startsAt: number,
 *   endsAt: number }} SlideShow
 * @typedef {{ kind: "default", span: PlanSpan | null, stop?: Stop,
 *   startsAt: number, endsAt: number }} DefaultShow
 * @typedef {{ kind: "emergency", override: Override, startsAt: number,
 *   endsAt: number }} EmergencyShow
 * @typedef {{ kind: "notice", startsAt: number, endsAt: number }} NoticeShow
 * @typedef {{ kind: "off", span: PlanSpan, startsAt: number, endsAt: number }} OffShow
 * @typedef {SlideShow | DefaultShow | EmergencyShow | NoticeShow | OffShow} Show
 *
 * What the course remembers between two slides: what was on before and by which plan,
 * the slides of new items that come first, and when each item was last seen to begin.
 * @typedef {{ known: Set<string> | null, plan: string, first: string[],
 *   seen: Map<string, number> }} Memory
 *
 * A scene ready to be shown: its element, what keeps it up to date each second, and
 * what frees its pictures.
 * @typedef {{ root: HTMLElement, tick: (now: number) => void, drop: () => void }} Scene
 *
 * @typedef {{ disclosure: string, manifest: string, page: string, page_number: number,
 *   pages: number, dwell_s: number, programme_version: number }} Played
 * A page without a disclosure: the default page, or a notice.
 * @typedef {{ kind: "plain_shown", view: string, programme_version: number }} Plain
 * An emergency notice.
 * @typedef {{ kind: "override_shown", override: string,
 *   programme_version: number }} Alerted
 * @typedef {{ id: string, record: Record<string, unknown> }} Posted
 */

export {};
