/** The first screen: what this is in two lines, and the five faces. One tap makes an account and saves a check-in. */

import { useEffect, useState } from "preact/hooks";
import { fetchEarly, part } from "../kernel/browser/parts";
import { start } from "../kernel/identity/account";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { FaceRow } from "../ui/face-row";
import type { Mood } from "../ui/faces";
import { Mark } from "../ui/mark";
import { Note, Trouble } from "../ui/note";
import { endFarewell, farewell } from "./farewell";
import { homePart } from "./home-part";

const checkInPart = part(() => import("../practices/checkins/say"));

export default function Start() {
	const [chosen, setChosen] = useState<Mood | null>(null);
	const { busy, trouble, run } = useAct();
	const begin = (mood: Mood | null): Promise<boolean> =>
		run(() => {
			setChosen(mood);
			return beginWith(mood);
		});
	useEffect(() => endFarewell, []);
	return (
		<div class="door start">
			{farewell.value && (
				<div role="status">
					<Note>{farewell.value}</Note>
				</div>
			)}
			<div class="door-mark">
				<Mark size={4.5} />
			</div>
			<div class="stack-tight">
				<p class="door-name">{m.app_name()}</p>
				<h1>{m.start_title()}</h1>
				<p>{m.start_does()}</p>
				<p class="soft">{m.start_private()}</p>
			</div>
			<div class="stack-tight">
				<FaceRow chosen={chosen} onTap={begin} />
				<p class="soft small">{m.start_faces()}</p>
			</div>
			<div class="door-acts">
				<Trouble>{trouble}</Trouble>
				<Button look="plain" wide busy={busy} onClick={() => begin(null)}>
					{m.start_without()}
				</Button>
				<ButtonLink href="/code" look="plain" wide>
					{m.start_have_code()}
				</ButtonLink>
				<ButtonLink href="/back" look="plain" wide>
					{m.start_have_words()}
				</ButtonLink>
			</div>
		</div>
	);
}

/** Loads the next screens while the account is made. */
async function beginWith(mood: Mood | null): Promise<void> {
	fetchEarly(homePart, checkInPart);
	await start();
	if (mood !== null) await (await checkInPart()).checkInAndSay(mood);
}
