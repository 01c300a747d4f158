/**
 * Shown instead of a screen that could not be loaded: says why, and retries. The address stays, so that reloading the
 * app opens that screen.
 */

import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Part } from "../kernel/browser/parts";
import { Problem } from "../kernel/browser/problem";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { Page } from "./page";

/** Wraps the substitute for a part, where no frame exists yet, with Help and quick exit. */
export type Around = ComponentType<{ readonly children: ComponentChildren }>;

type Loaded<Props> = { readonly default: ComponentType<Props> };

/** Opens the screen as soon as its part can be loaded. */
export function standIn<Props extends object>(
	load: Part<Loaded<Props>>,
	first: unknown,
	Around: Around,
): ComponentType<Props> {
	return function StandIn(props: Props) {
		const [why, setWhy] = useState<unknown>(first);
		const [Screen, setScreen] = useState<ComponentType<Props> | null>(null);
		useEffect(() => {
			const look = (): Promise<void> => load().then((found) => setScreen(() => found.default), setWhy);
			void look();
			window.addEventListener("online", look);
			return () => window.removeEventListener("online", look);
		}, []);
		if (Screen) return <Screen {...props} />;
		return (
			<Around>
				<NotLoaded code={why instanceof Problem ? why.code : ""} />
			</Around>
		);
	};
}

function NotLoaded({ code }: { readonly code: string }) {
	const isNew = code === "new_version";
	return (
		<Page title={isNew ? m.new_version() : m.not_loaded()} lead={leadFor(code)}>
			<div class="btns">
				<Button look="main" onClick={() => location.reload()}>
					{isNew ? m.new_version_load() : m.try_again()}
				</Button>
			</div>
		</Page>
	);
}

function leadFor(code: string): string {
	if (code === "new_version") return m.new_version_lead();
	return code === "offline" ? m.not_loaded_offline() : m.not_loaded_lead();
}
