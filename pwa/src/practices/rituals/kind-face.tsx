/** The names and icons of the kinds of ritual. */

import type { ComponentType } from "preact";
import { m } from "../../paraglide/messages.js";
import { type IconProps, icon } from "../../ui/icon";
import type { RitualKind } from "./words";

export function kindWord(kind: RitualKind): string {
	return {
		candlelight_dinner: m.ritual_candlelight_dinner,
		date_night: m.ritual_date_night,
		weekly_debrief: m.ritual_weekly_debrief,
		monthly_ceremony: m.ritual_monthly_ceremony,
		weekly_budget_review: m.ritual_weekly_budget_review,
		daily_check_in: m.ritual_daily_check_in,
		walk: m.ritual_walk,
		technology_free_evening: m.ritual_technology_free_evening,
		private_time: m.ritual_private_time,
		own: m.ritual_own,
	}[kind]();
}

/** Lucide's flame, moon-star, notebook-pen, gem, wallet, smile, footprints, unplug, door-closed and feather. */
const ICONS: Record<RitualKind, ComponentType<IconProps>> = {
	candlelight_dinner: icon(
		<path d="M12 3q1 4 4 6.5t3 5.5a1 1 0 0 1-14 0 5 5 0 0 1 1-3 1 1 0 0 0 5 0c0-2-1.5-3-1.5-5q0-2 2.5-4" />,
	),
	date_night: icon(
		<path d="M18 5h4M20 3v4M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401" />,
	),
	weekly_debrief: icon(
		<path d="M13.4 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.4M2 6h4M2 10h4M2 14h4M2 18h4M21.378 5.626a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62l2.87-.837a2 2 0 0 0 .854-.506z" />,
	),
	monthly_ceremony: icon(
		<path d="M10.5 3 8 9l4 13 4-13-2.5-6M17 3a2 2 0 0 1 1.6.8l3 4a2 2 0 0 1 .013 2.382l-7.99 10.986a2 2 0 0 1-3.247 0l-7.99-10.986A2 2 0 0 1 2.4 7.8l2.998-3.997A2 2 0 0 1 7 3zM2 9h20" />,
	),
	weekly_budget_review: icon(
		<path d="M19 7V4a1 1 0 0 0-1-1H5a2 2 0 0 0 0 4h15a1 1 0 0 1 1 1v4h-3a2 2 0 0 0 0 4h3a1 1 0 0 0 1-1v-2a1 1 0 0 0-1-1M3 5v14a2 2 0 0 0 2 2h15a1 1 0 0 0 1-1v-4" />,
	),
	daily_check_in: icon(
		<>
			<circle cx="12" cy="12" r="10" />
			<path d="M15 10V9M16.472 15a6 6 0 0 1-8.943 0M9 10V9" />
		</>,
	),
	walk: icon(
		<path d="M4 16v-2.38C4 11.5 2.97 10.5 3 8c.03-2.72 1.49-6 4.5-6C9.37 2 10 3.8 10 5.5c0 3.11-2 5.66-2 8.68V16a2 2 0 1 1-4 0ZM20 20v-2.38c0-2.12 1.03-3.12 1-5.62-.03-2.72-1.49-6-4.5-6C14.63 6 14 7.8 14 9.5c0 3.11 2 5.66 2 8.68V20a2 2 0 1 0 4 0ZM16 17h4M4 13h4" />,
	),
	technology_free_evening: icon(
		<path d="m19 5 3-3M2 22l3-3M6.3 20.3a2.4 2.4 0 0 0 3.4 0L12 18l-6-6-2.3 2.3a2.4 2.4 0 0 0 0 3.4ZM7.5 13.5 10 11M10.5 16.5 13 14M12 6l6 6 2.3-2.3a2.4 2.4 0 0 0 0-3.4l-2.6-2.6a2.4 2.4 0 0 0-3.4 0Z" />,
	),
	private_time: icon(<path d="M19 21V5a2 2 0 0 0-2-2H7a2 2 0 0 0-2 2v16M2 21h20M9 12h.01" />),
	own: icon(
		<path d="M14.086 18.412A2 2 0 0 1 12.67 19H5v-7.672a2 2 0 0 1 .586-1.414L11.75 3.75a6 6 0 1 1 8.49 8.49zM16 8 2 22M17.488 15H9" />,
	),
};

export function KindIcon({ kind, size }: { readonly kind: RitualKind; readonly size?: number }) {
	const Drawing = ICONS[kind];
	return <Drawing {...(size === undefined ? {} : { size })} />;
}
