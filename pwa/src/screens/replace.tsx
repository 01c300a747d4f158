/** Signing in or starting on a phone that has words of another account: nothing is deleted before a second step. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../kernel/browser/problem";
import { m } from "../paraglide/messages.js";
import type { Act } from "../ui/act";
import { WipeStep, type WipeStepProps } from "./wipe";

/** What the account loses that is on this phone now. */
const OTHERS = {
	title: m.replace_title,
	lead: m.replace_lead,
	both: m.replace_back_both,
	words: m.replace_back_words,
	phone: m.replace_back_phone,
	none: m.replace_back_none,
	unknown: m.replace_back_unknown,
};

/** Signs in or starts. Throws Problem `words_here` if that would lose words and the person has not agreed. */
type Arrival = (agreed: boolean) => Promise<unknown>;

interface Replacing {
	/** The second step; null while none is needed. */
	readonly step: ComponentChildren;
	/** Runs it, and `then` what follows once it went well, at once or after the second step. */
	readonly arrive: (arrival: Arrival, then?: () => void) => Promise<void>;
}

export function useReplacing({ busy, run }: Pick<Act, "busy" | "run">): Replacing {
	const [asked, setAsked] = useState<{ readonly goOn: () => unknown } | null>(null);
	const arrive = async (arrival: Arrival, then?: () => void, agreed = false): Promise<void> => {
		let asks = false;
		const done = await run(async () => {
			asks = await isAskedFirst(() => arrival(agreed));
		});
		setAsked(asks ? { goOn: () => arrive(arrival, then, true) } : null);
		if (done && !asks) then?.();
	};
	return {
		step: asked && <Step busy={busy} onStay={() => setAsked(null)} onWipe={asked.goOn} />,
		arrive: (arrival, then) => arrive(arrival, then),
	};
}

/** Stands where the tapped button stood, and gets its focus. */
function Step(props: Pick<WipeStepProps, "busy" | "onStay" | "onWipe">) {
	const top = useRef<HTMLDivElement>(null);
	useEffect(() => top.current?.focus(), []);
	return (
		<div ref={top} tabIndex={-1}>
			<WipeStep says={OTHERS} {...props} />
		</div>
	);
}

/** Whether the second step comes first: then nothing was deleted. */
async function isAskedFirst(arrival: () => Promise<unknown>): Promise<boolean> {
	try {
		await arrival();
		return false;
	} catch (error) {
		if (error instanceof Problem && error.code === "words_here") return true;
		throw error;
	}
}
