/** A long list, newest first: the first few, and more with a tap. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";

/** How many are shown at first, and with each tap. */
const AT_ONCE = 30;

interface EarlierProps<Item> {
	readonly items: readonly Item[];
	readonly row: (item: Item) => ComponentChildren;
	/** How many are shown at first, where something else stands below. */
	readonly first?: number;
}

export function Earlier<Item extends { readonly id: string }>({ items, row, first = AT_ONCE }: EarlierProps<Item>) {
	const [most, setMost] = useState(first);
	if (items.length === 0) return null;
	return (
		<>
			<ul class="rows">
				{items.slice(0, most).map((item) => (
					<li key={item.id}>{row(item)}</li>
				))}
			</ul>
			{items.length > most && (
				<Button look="plain" onClick={() => setMost(most + AT_ONCE)}>
					{m.show_earlier()}
				</Button>
			)}
		</>
	);
}
