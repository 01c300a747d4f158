/** The first screen: what this is in two lines, and the five faces. One tap makes an account and saves a check-in. */

import { useEffect, useState } from "preact/hooks";
import { asProblem, Problem } from "../kernel/browser/problem";
import { loadInstance } from "../kernel/identity/instance";
import { instance } from "../kernel/identity/instance-shown";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { FaceRow } from "../ui/face-row";
import type { Mood } from "../ui/faces";
import { useGoOn } from "../ui/go-on";
import { Mark } from "../ui/mark";
import { Note, Trouble } from "../ui/note";
import { begin } from "./beginning";
import { endFarewell, farewell } from "./farewell";
import { dropSignUpCode, signUpCode } from "./sign-up-code";

export default function Start() {
	const [chosen, setChosen] = useState<Mood | null>(null);
	const { busy, trouble, run } = useAct();
	const goOn = useGoOn();
	const signUp = instance.value?.sign_up;
	const tap = (mood: Mood | null): Promise<boolean> =>
		run(() => {
			setChosen(mood);
			return begin(mood).catch((error: unknown) => {
				if (isRefused(error, "sign_up_code_unknown")) dropSignUpCode();
				if (!isRefused(error, "sign_up_code_needed")) throw error;
				goOn("/code");
			});
		});
	useEffect(() => endFarewell, []);
	// without an answer the server refuses later, if it must
	useEffect(() => void loadInstance().catch(asProblem), []);
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
				<h1>{signUp === "closed" ? m.start_closed_title() : m.start_title()}</h1>
				<p>{m.start_does()}</p>
				<p class="soft">{m.start_private()}</p>
			</div>
			{signUp === "closed" ? (
				<p>{m.start_closed()}</p>
			) : (
				<div class="stack-tight">
					<FaceRow chosen={chosen} onTap={tap} />
					<p class="soft small">{signUp === "invitation" && !signUpCode() ? m.start_faces_code() : m.start_faces()}</p>
				</div>
			)}
			<div class="door-acts">
				<Trouble>{trouble}</Trouble>
				{signUp !== "closed" && (
					<Button look="plain" wide busy={busy} onClick={() => tap(null)}>
						{m.start_without()}
					</Button>
				)}
				<ButtonLink href="/code" look="plain" wide>
					{m.start_have_code()}
				</ButtonLink>
				<ButtonLink href="/back" look="plain" wide>
					{m.start_have_words()}
				</ButtonLink>
				<ButtonLink href="/operator" look="plain" wide>
					{m.operator_title()}
				</ButtonLink>
			</div>
		</div>
	);
}

function isRefused(error: unknown, code: string): boolean {
	return error instanceof Problem && error.code === code;
}
