/** The frame of a signed-in phone: header, the screen, the places at the bottom, and what is said in passing. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { applyUpdate, updateReady } from "../kernel/update";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { Header } from "./header";
import type { Place } from "./practice-face";
import { Snackbar } from "./snackbar";
import "./shell.css";

interface ShellProps {
	readonly places: readonly Place[];
	/** A screen that is calm all over brings its own header. */
	readonly calm: boolean;
	readonly children: ComponentChildren;
}

export function Shell({ places, calm, children }: ShellProps) {
	if (calm) {
		return (
			<>
				<main class="calm">{children}</main>
				<div class="at-bottom">
					<Snackbar />
				</div>
			</>
		);
	}
	return (
		<>
			<Header />
			<main data-under-sheet>{children}</main>
			<div class="at-bottom" data-under-sheet>
				<UpdatePrompt />
				<Snackbar />
				{places.length > 1 && <Places places={places} />}
			</div>
		</>
	);
}

function Places({ places }: { readonly places: readonly Place[] }) {
	const { path } = useLocation();
	const here = (place: Place): boolean =>
		path === place.path ||
		path.startsWith(`${place.path}/`) ||
		(place.covers !== undefined && path.startsWith(place.covers));
	return (
		<nav class="places" aria-label={m.places()}>
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
