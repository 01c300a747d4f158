/** Quick exit and Help, in the same corner of every screen. Part of what the app loads first, as little as possible. */

import { m } from "../paraglide/messages.js";
import { icon } from "./icon";
import { quickExit } from "./quick-exit";

const ExitIcon = icon(<path d="m16 17 5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4" />);
const HelpIcon = icon(
	<>
		<circle cx="12" cy="12" r="10" />
		<path d="M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01" />
	</>,
);

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
