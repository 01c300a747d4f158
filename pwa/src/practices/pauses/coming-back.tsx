/** The end of a pause: back, talk at a time, or not today. No answer is preferred. */

import { useState } from "preact/hooks";
import { second } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { BreathingRing } from "../../ui/breathing";
import { Button } from "../../ui/button";
import { nextDaytime } from "../../ui/daytime";
import { MomentField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Sheet } from "../../ui/sheet";
import { say } from "../../ui/snackbar";
import { Title } from "../../ui/title";
import { localTime, nextAt, returnTime } from "../../ui/when";
import { isHidden } from "./known";
import { endPause, extend, type Pause, type Then } from "./store";

const HOUR = 3_600_000;

/** Ends the pause with this answer, and opens Today. */
export function useComeBack(): (then: Then, talkAt?: number) => Promise<void> {
	const goOn = useGoOn();
	return async (then, talkAt) => {
		await endPause(then, talkAt);
		say(m.welcome_back());
		goOn("/");
	};
}

export function ComingBack({ pause: own }: { readonly pause: Pause }) {
	const { start } = usePartner();
	const told = own.audience === "us";
	const comeBack = useComeBack();
	const [picking, setPicking] = useState(false);
	return (
		<>
			<BreathingRing />
			<div class="pause-foot">
				<Title>{m.pause_over()}</Title>
				{told && <p class="soft">{m.pause_over_lead({ name: start })}</p>}
				<Button look="main" wide onClick={() => comeBack("back")}>
					{m.im_back()}
				</Button>
				{told && (
					<div class="btns">
						<Button onClick={() => setPicking(true)}>{m.talk_at()}</Button>
						<Button onClick={() => comeBack("not_today")}>{m.not_today()}</Button>
					</div>
				)}
				{!isHidden(own) && (
					<div class="pause-others">
						<Button look="plain" onClick={() => extend(20)}>
							{m.pause_more({ count: 20 })}
						</Button>
					</div>
				)}
			</div>
			{picking && <TalkAt onClose={() => setPicking(false)} />}
		</>
	);
}

function TalkAt({ onClose }: { readonly onClose: () => void }) {
	const { inside } = usePartner();
	const comeBack = useComeBack();
	const [time, setTime] = useState(() => localTime(nextDaytime(second.value + HOUR / 4)));
	const at = nextAt(time, second.value);
	return (
		<Sheet title={m.talk_at_title()} onClose={onClose}>
			<MomentField label={m.talk_at_field()} type="time" value={time} onChange={setTime} />
			<Button look="main" wide onClick={() => comeBack("talk_at", at)}>
				{m.talk_at_save({ name: inside, time: returnTime(at, second.value) })}
			</Button>
		</Sheet>
	);
}
