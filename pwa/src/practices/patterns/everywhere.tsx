/** On every screen but those that show it anyway: that both are in a pattern, and the way to what both do instead. */

import { signal } from "@preact/signals";
import { useLocation } from "preact-iso";
import { mySilence } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { CloseIcon } from "../../ui/icons";
import { inNow } from "./store";
import "./patterns.css";

/** Nothing disturbs a pause, and most of Help speaks of the partner. */
const CALM = ["/pause", "/help"];
/** Which ones were closed. Kept in memory only: a stored mark would tell who needed to be told. */
const closed = signal<readonly string[]>([]);

export default function Everywhere() {
	const { path } = useLocation();
	const [pattern] = inNow.value.filter(({ id }) => !closed.value.includes(id));
	const isShown = path === "/" || path === "/check-in" || path.startsWith("/patterns");
	const isSafe = CALM.some((place) => path.startsWith(place));
	if (!pattern || isShown || isSafe || mySilence.value !== null) return <div role="status" />;
	return (
		<div role="status" class="in-it-bar">
			<a class="grow" href={`/patterns/${pattern.id}`}>
				<b>{m.pattern_both_in_it()}</b> {m.pattern_see_instead()}
			</a>
			<button
				type="button"
				class="icon-btn"
				aria-label={m.close()}
				onClick={() => {
					closed.value = [...closed.value, pattern.id];
				}}
			>
				<CloseIcon size={1} />
			</button>
		</div>
	);
}
