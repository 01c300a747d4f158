/** A quiet note inside a screen; a note about trouble is announced. */

import type { ComponentChildren } from "preact";
import { m } from "../paraglide/messages.js";
import { WaitIcon } from "./icons";

export function Trouble({ children }: { readonly children: string | null }) {
	return <div role="alert">{children && <p class="note">{children}</p>}</div>;
}

export function Note({ children }: { readonly children: ComponentChildren }) {
	return <div class="note">{children}</div>;
}

interface UnsentProps {
	readonly pending: boolean;
	/** It was refused, so the person has to act; it does not wait for the network. */
	readonly stuck?: boolean | undefined;
}

/** "Saved on this phone, will send." */
export function Unsent({ pending, stuck = false }: UnsentProps) {
	if (!pending) return null;
	return (
		<span class="unsent">
			<WaitIcon size={0.875} />
			{stuck ? m.unsent_stuck() : m.unsent()}
		</span>
	);
}
