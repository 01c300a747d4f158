/** Buttons: `main` for the main action of a screen, `quiet` beside it, `plain` as text. */

import type { ComponentChildren } from "preact";
import { useOnce } from "./once";

type Look = "main" | "quiet" | "plain" | "sheet-tone";

interface ButtonProps {
	readonly look?: Look;
	readonly wide?: boolean;
	readonly busy?: boolean;
	readonly disabled?: boolean;
	readonly type?: "button" | "submit";
	/** The accessible name, if the visible words are not enough. */
	readonly label?: string;
	readonly onClick?: () => unknown;
	readonly children: ComponentChildren;
}

export function Button({
	look = "quiet",
	wide,
	busy,
	disabled,
	type = "button",
	label,
	onClick,
	children,
}: ButtonProps) {
	const act = useOnce(() => onClick?.());
	return (
		// the type is one of two literals
		<button
			type={type}
			class={wide ? `btn wide ${look}` : `btn ${look}`}
			disabled={disabled}
			aria-label={label}
			aria-busy={busy || undefined}
			onClick={onClick && act}
		>
			{children}
		</button>
	);
}

interface LinkProps {
	readonly href: string;
	readonly look?: Look;
	readonly wide?: boolean;
	readonly children: ComponentChildren;
}

export function ButtonLink({ href, look = "quiet", wide, children }: LinkProps) {
	return (
		<a href={href} class={wide ? `btn wide ${look}` : `btn ${look}`}>
			{children}
		</a>
	);
}
