/** Who will see what is said next. */

import { useEffect } from "preact/hooks";
import type { Audience } from "../kernel/store/audience";
import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { Segments } from "./choice";

/** Shown before the tap, both choices equal, kept from last time; while alone there is no choice. */
export function WhoSees({ of }: { readonly of: Audience }) {
	useEffect(() => void of.load(), [of]);
	if (alone.value) return <p class="soft small">{m.only_you_see()}</p>;
	return (
		<Segments
			legend={m.who_sees()}
			value={of.now.value}
			options={[
				{ value: "us", label: m.for_both() },
				{ value: "me", label: m.only_me() },
			]}
			onChoose={(to) => void of.choose(to)}
		/>
	);
}
