/** The header of every screen: your circle, a pause, quick exit and Help. */

import { useLocation } from "preact-iso";
import { m } from "../paraglide/messages.js";
import { ExitIcon, HelpIcon, PauseIcon, PersonIcon } from "./icons";
import { initial, useNames } from "./names";
import { quickExit } from "./quick-exit";

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

/** Quick exit and Help, in the same corner of every screen. */
export function SafeCorner({ words = false }: { readonly words?: boolean }) {
	return (
		<div class="safe-corner">
			<button
				type="button"
				class={words ? "btn plain" : "icon-btn"}
				aria-label={m.quick_exit()}
				data-quick
				data-leaves
				onClick={quickExit}
			>
				<ExitIcon />
				{words && m.quick_exit()}
			</button>
			<a class={words ? "btn plain" : "icon-btn"} href="/help" aria-label={m.help()}>
				<HelpIcon />
				{words && m.help()}
			</a>
		</div>
	);
}
