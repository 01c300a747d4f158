/** The header of every screen: your circle, a pause, quick exit and Help. */

import { useLocation } from "preact-iso";
import { m } from "../paraglide/messages.js";
import { PauseIcon, PersonIcon } from "./icons";
import { initial, useNames } from "./names";
import { SafeCorner } from "./safe-corner";

export function Header() {
	const { mine } = useNames();
	const { route, path } = useLocation();
	return (
		<header class="top">
			<a
				class="avatar"
				href="/people"
				aria-label={m.people_and_settings()}
				aria-current={path === "/people" ? "page" : undefined}
			>
				{initial(mine) ?? <PersonIcon size={1.25} />}
			</a>
			<button type="button" class="btn sheet-tone pause-btn" onClick={() => route("/pause?start=1")}>
				<PauseIcon size={1.25} />
				{m.pause()}
			</button>
			<SafeCorner />
		</header>
	);
}
