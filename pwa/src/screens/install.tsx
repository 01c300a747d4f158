/** Add the app to the home screen: the browser's prompt, drawn steps on iOS, words elsewhere. */

import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { install, installing } from "../ui/installing";
import { Page } from "../ui/page";
import { ChooseGuise } from "./choose-guise";
import { AddDrawing, HomeDrawing, ShareDrawing } from "./install-drawings";
import "./install.css";

export default function InstallScreen() {
	const state = installing.value;
	if (state === "installed") {
		return (
			<Page title={m.install_done()} back="/people" lead={m.install_done_lead()}>
				<ButtonLink href="/">{m.place_today()}</ButtonLink>
			</Page>
		);
	}
	return (
		<Page title={m.install()} back="/people" lead={m.install_lead()}>
			<ChooseGuise />
			{state === "prompt" && (
				<Button look="main" wide onClick={install}>
					{m.install_now()}
				</Button>
			)}
			{state === "ios" && <AppleSteps />}
			{state === "menu" && <p>{m.install_menu()}</p>}
			<section class="card">
				<h2>{m.install_move_title()}</h2>
				<p>{m.install_move_lead()}</p>
				<div class="btns">
					<ButtonLink href="/settings/phones">{m.show_code()}</ButtonLink>
				</div>
			</section>
		</Page>
	);
}

function AppleSteps() {
	const steps = [
		{ Drawing: ShareDrawing, words: m.install_ios_share() },
		{ Drawing: AddDrawing, words: m.install_ios_add() },
		{ Drawing: HomeDrawing, words: m.install_ios_open() },
	];
	return (
		<ol class="apple-steps">
			{steps.map(({ Drawing, words }, index) => (
				<li key={words}>
					<Drawing />
					<p>
						<b aria-hidden="true">{index + 1}</b>
						{words}
					</p>
				</li>
			))}
		</ol>
	);
}
