/** An ask in records: what it is about, and its times. */

import { instantOf } from "../../kernel/store/instant";
import { type Requested, readRequest } from "../../kernel/store/quiet-request";
import type { Shown } from "../../kernel/store/records";

export const AREAS = ["talk", "money", "touch", "intimacy", "share"] as const;
export type Area = (typeof AREAS)[number];

export interface Asked extends Requested {
	readonly area: Area;
	readonly wants_at: number | null;
}

export function readAsk(record: Shown, me: string): Asked | null {
	const area = AREAS.find((known) => known === record.fields.area);
	const requested = readRequest(record, me);
	return area && requested ? { ...requested, area, wants_at: instantOf(record.fields.wants_at) } : null;
}
