import { minute } from "../../kernel/store/clock";
import { longDate, onTheWall } from "../../ui/when";

/** A day, "2026-12-06", as "Sunday 6 December". */
export function dayWords(day: string): string {
	return longDate(onTheWall(`${day}T12:00`), minute.value, "UTC");
}
