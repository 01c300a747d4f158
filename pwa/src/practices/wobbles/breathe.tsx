/** A breath in a wobble, with the card of what helps below the ring. */

import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { BreathingRing } from "../../ui/breathing";
import { Page } from "../../ui/page";
import { card } from "./store";
import "./wobbles.css";

export default function BreatheScreen() {
	return (
		<Page title={m.wobble_breathe()} back="/wobbles">
			<BreathingRing />
			{card.value && (
				<section class="card wobble-card" aria-labelledby="helps">
					<h2 id="helps">{m.wobble_card()}</h2>
					<blockquote class="wobble-helps" dir="auto">
						{isolated(card.value)}
					</blockquote>
				</section>
			)}
		</Page>
	);
}
