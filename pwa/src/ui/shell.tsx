/** The frame of a signed-in phone: header, screen, tabs (at the bottom or in a rail), and snackbar. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { applyUpdate, updateReady } from "../kernel/engine/update";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { Header } from "./header";
import type { Place } from "./practice-face";
import { Snackbar } from "./snackbar";
import { isWide } from "./wide";
import "./shell.css";
import "./wide.css";

interface ShellProps {
	readonly places: readonly Place[];
	/** A fully calm screen has its own header. */
	readonly calm: boolean;
	readonly children: ComponentChildren;
}

export function Shell({ places, calm, children }: ShellProps) {
	if (calm) {
		return (
			<>
				<main id="main" tabIndex={-1} class="calm">
					{children}
				</main>
				<div class="at-bottom">
					<Snackbar />
				</div>
			</>
		);
	}
	const bar = places.length > 1 && <Places places={places} />;
	return (
		<>
			<Header />
			{/* in the DOM order of the keyboard focus */}
			{isWide.value && bar}
			<main id="main" tabIndex={-1} data-under-sheet>
				{children}
			</main>
			<div class="at-bottom" data-under-sheet>
				<UpdatePrompt />
				<Snackbar />
			</div>
			{!isWide.value && bar}
		</>
	);
}

function Places({ places }: { readonly places: readonly Place[] }) {
	const { path } = useLocation();
	const here = (place: Place): boolean =>
		path === place.path || place.covers.some((covered) => `${path}/`.startsWith(covered));
	return (
		<nav class="places" data-under-sheet aria-label={m.places()}>
			{places.map((place) => (
				<a key={place.path} href={place.path} aria-current={here(place) ? "page" : undefined}>
					<place.icon />
					{place.label()}
				</a>
			))}
		</nav>
	);
}

/** A new version asks before it reloads. */
function UpdatePrompt() {
	const [later, setLater] = useState(false);
	if (!updateReady.value || later) return null;
	return (
		<div class="update-prompt" role="status">
			<p>{m.update_ready()}</p>
			<Button look="plain" onClick={() => setLater(true)}>
				{m.later()}
			</Button>
			<Button look="main" onClick={applyUpdate}>
				{m.update_now()}
			</Button>
		</div>
	);
}
