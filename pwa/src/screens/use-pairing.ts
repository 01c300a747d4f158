/** The handover with the partner, for screens that open with a code. */

import { useEffect } from "preact/hooks";
import { type HandoverView, handover } from "../kernel/identity/handover-shown";
import { seat } from "../kernel/identity/told";
import { useGoOn } from "../ui/go-on";

/** The open handover. If it is done and a new account will replace one, goes on to the screen that can stop it. */
export function usePairing(): HandoverView | null {
	const goOn = useGoOn();
	const open = handover.value && handover.value.purpose !== "device" ? handover.value : null;
	const passes = open?.purpose === "seat" && open.step === "done" && seat.value !== null;
	useEffect(() => {
		if (passes) goOn("/people/seat", true);
	}, [passes]);
	return open;
}
