/** On every screen but those that show it anyway: that both are in a pattern, and the way to what both do instead. */

import { signal } from "@preact/signals";
import { useLocation } from "preact-iso";
import { mySilence } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { CloseIcon } from "../../ui/icons";
import { inNow, type Pattern } from "./store";
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
	const told = isSafe || mySilence.value !== null ? undefined : pattern;
	return (
		<div class={told && !isShown ? "in-it-bar" : undefined}>
			{/* always there, so that a screen reader says it once, on whichever screen */}
			<b role="status" class={isShown ? "only-read" : undefined}>
				{told && m.pattern_both_in_it()}
			</b>
			{told && !isShown && <See pattern={told} />}
		</div>
	);
}

function See({ pattern: { id } }: { readonly pattern: Pattern }) {
	return (
		<>
			<a href={`/patterns/${id}`}>{m.pattern_see_instead()}</a>
			<button
				type="button"
				class="icon-btn"
				aria-label={m.close()}
				onClick={() => {
					closed.value = [...closed.value, id];
				}}
			>
				<CloseIcon size={1} />
			</button>
		</>
	);
}
