/**
 * The places of the bottom bar, in order. Each is a screen of its own, composed of the parts of the practices; one
 * without parts is hidden.
 */

import type { ComponentType } from "preact";
import { type Part, part } from "../kernel/browser/parts";
import { m } from "../paraglide/messages.js";
import { PRACTICES } from "../practices";
import { PlanIcon, TalkIcon, TimeIcon, TodayIcon } from "../ui/place-icons";
import type { Slots } from "../ui/place-order";
import type { Place, PlaceParts } from "../ui/practice-face";
import type { PlaceProps } from "./slot";

const todayPart = part(() => import("./today"));

/** Loads the screen and all practices' parts of it at once. */
export async function loadToday() {
	const [{ Today }, ...parts] = await Promise.all([todayPart(), ...PRACTICES.flatMap(({ today }) => today?.() ?? [])]);
	const all = parts.map((part) => part.default);
	return { default: () => <Today parts={all} /> };
}

const TODAY: Place = { path: "/", label: m.place_today, icon: TodayIcon, covers: [], load: loadToday };

export const PLACES: readonly Place[] = [
	TODAY,
	...composed(
		"talk",
		part(() => import("./talk")),
		{ label: m.place_talk, icon: TalkIcon, together: true },
	),
	...composed(
		"plan",
		part(() => import("./plan")),
		{ label: m.place_plan, icon: PlanIcon },
	),
	...composed(
		"time",
		part(() => import("./time")),
		{ label: m.place_time, icon: TimeIcon, together: true },
	),
];

/** Where an address leads that no screen has: to the place that it belongs to. */
export function placeCovering(path: string): string {
	return PLACES.find(({ covers }) => covers.some((covered) => `${path}/`.startsWith(covered)))?.path ?? TODAY.path;
}

/** The place of this name; none if no practice has a part in it. */
function composed<Name extends keyof Slots>(
	name: Name,
	screen: Part<{ readonly default: ComponentType<PlaceProps<Name>> }>,
	shows: Pick<Place, "label" | "icon" | "together">,
): readonly Place[] {
	const inIt = PRACTICES.filter(({ places }) => places?.[name]);
	if (inIt.length === 0) return [];
	const load = async () => {
		const parts = inIt.flatMap(({ places }) => places?.[name]?.() ?? []);
		const [{ default: Screen }, ...all] = await Promise.all([screen(), ...parts]);
		const composing: readonly PlaceParts<Name>[] = all.map((one) => one.default);
		return { default: () => <Screen parts={composing} /> };
	};
	const covers = inIt.flatMap(({ screens = [] }) => screens.map(({ path }) => `/${path.split("/")[1]}/`));
	return [{ ...shows, path: `/${name}`, covers: [...new Set(covers)], load }];
}
