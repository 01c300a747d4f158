/** Drawings of Safari's steps: the share button, the entry in its list, the icon on the home screen. */

import type { ComponentChildren } from "preact";

function Drawing({ children }: { readonly children: ComponentChildren }) {
	return (
		<svg
			class="install-drawing"
			viewBox="0 0 240 104"
			fill="none"
			stroke-linecap="round"
			stroke-linejoin="round"
			aria-hidden="true"
		>
			{children}
		</svg>
	);
}

/** The bar at the bottom of Safari. */
export function ShareDrawing() {
	return (
		<Drawing>
			<path class="screen" d="M20 0v80q0 24 24 24h152q24 0 24-24V0" />
			<path class="line" d="M20 40h200" />
			<rect class="pill" x="36" y="10" width="168" height="20" rx="10" />
			<path class="dim" d="M50 65l-8 8 8 8M76 65l8 8-8 8" />
			<circle class="here" cx="120" cy="72" r="22" />
			<g class="mark">
				<path d="M120 60v16M114 65l6-6 6 6" />
				<path d="M112 71h-2v13h20V71h-2" />
			</g>
			<path class="dim" d="M150 66h8q3 0 3 3v12q-3-3-6-3h-5zM172 66h-8q-3 0-3 3v12q3-3 6-3h5z" />
			<path class="dim" d="M188 69h10v12h-10zM192 69v-4h10v12h-4" />
		</Drawing>
	);
}

/** The share sheet's list. */
export function AddDrawing() {
	return (
		<Drawing>
			<path class="screen" d="M20 104V24Q20 0 44 0h152q24 0 24 24v80" />
			<rect class="pill" x="36" y="14" width="110" height="10" rx="5" />
			<rect class="here" x="30" y="36" width="180" height="34" rx="10" />
			<rect class="strong" x="42" y="48" width="96" height="10" rx="5" />
			<g class="mark">
				<rect x="180" y="44" width="18" height="18" rx="4" />
				<path d="M189 49v8M185 53h8" />
			</g>
			<rect class="pill" x="42" y="84" width="74" height="10" rx="5" />
		</Drawing>
	);
}

/** The home screen with the new icon. */
export function HomeDrawing() {
	return (
		<Drawing>
			<path class="screen" d="M20 104V24Q20 0 44 0h152q24 0 24 24v80" />
			<rect class="pill" x="40" y="18" width="34" height="34" rx="9" />
			<rect class="pill" x="103" y="18" width="34" height="34" rx="9" />
			<circle class="here" cx="183" cy="35" r="27" />
			<rect class="paper" x="164" y="16" width="38" height="38" rx="10" />
			<g transform="translate(169 21) scale(.28)" stroke-width="3">
				<path fill="#b8603f" d="M36 14l32 16v56L36 70z" />
				<path fill="#2f6f7c" d="M64 14L32 30v56l32-16z" />
				<path fill="#dd9473" d="M10 30l26-16v56L10 86z" />
				<path fill="#69a4ae" d="M90 30L64 14v56l26 16z" />
				<path fill="#5d3350" d="M32 30l18-9 18 9v38l-18 9-18-9z" />
			</g>
			<rect class="pill" x="40" y="72" width="34" height="34" rx="9" />
			<rect class="pill" x="103" y="72" width="34" height="34" rx="9" />
			<rect class="pill" x="166" y="72" width="34" height="34" rx="9" />
		</Drawing>
	);
}
