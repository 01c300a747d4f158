/** The handover with the partner, for the screens that open on a code. */

import { useEffect } from "preact/hooks";
import { type HandoverView, handover } from "../kernel/pairing";
import { seat } from "../kernel/seat";
import { useGoOn } from "../ui/go-on";

/** What is open with the partner; where it has given a seat, it goes on where that can be stopped. */
export function usePairing(): HandoverView | null {
	const goOn = useGoOn();
	const open = handover.value && handover.value.purpose !== "device" ? handover.value : null;
	const passes = open?.purpose === "seat" && open.step === "done" && seat.value !== null;
	useEffect(() => {
		if (passes) goOn("/people/seat", true);
	}, [passes]);
	return open;
}
