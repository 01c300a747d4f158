/** The areas in words. */

import { m } from "../../paraglide/messages.js";
import type { Area } from "./store";

export function areaWord(area: Area): string {
	return { talk: m.area_talk, money: m.area_money, touch: m.area_touch, intimacy: m.area_intimacy }[area]();
}
