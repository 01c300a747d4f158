import { loadEnv, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

// Where `make dev` has the server.
const { PORT = "8000" } = loadEnv("", ".", "PORT");

// Messages are compiled by the scripts in package.json; as a plugin their compiler holds every build for half a minute.
export default defineConfig({
	plugins: [
		leanWordings(),
		VitePWA({
			strategies: "injectManifest",
			srcDir: "src",
			filename: "sw.ts",
			// update.ts registers the worker under its own Trusted Types policy; public/manifest.webmanifest is the manifest.
			injectRegister: false,
			manifest: false,
			injectManifest: { globPatterns: ["**/*.{html,js,css,svg,png,webmanifest,woff2,json}"] },
		}),
	],
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	build: {
		// The oldest browser with Declarative Web Push is Safari 18.4; others update themselves.
		target: ["safari18", "chrome120", "firefox128"],
		modulePreload: { polyfill: false },
		rolldownOptions: {
			output: {
				// One chunk for each thing that opens by itself, for a request costs more than the code that comes along.
				codeSplitting: {
					groups: [
						{ name: "first", tags: ["$initial"] },
						// what opens the store, for every start needs it
						{ name: "store", test: /src.start\.ts$/ },
						{ name: "engine", test: /src.kernel.engine.engine\.ts$/ },
						{ name: "ui", test: /src.ui./ },
						{ name: "home", test: /src.(screens.(home|today)|practices.[a-z]+.today)\.tsx$/ },
						{ name: "faces", test: /src.practices.[a-z]+.face\.ts$/ },
						{ name: "messages", test: /src.paraglide./, minShareCount: 2 },
						{ name: "shared", minShareCount: 2 },
					],
				},
			},
		},
		// The content security policy allows no data: URLs except for images.
		assetsInlineLimit: 0,
	},
	server: { host: "127.0.0.1", port: 5173, proxy: { "/api": `http://127.0.0.1:${PORT}` } },
	test: {
		setupFiles: ["src/testing/test-setup.ts"],
		restoreMocks: true,
		// A process for each file takes half of the time of all tests; the setup file gives each a fresh start instead.
		isolate: false,
		// One more than the cores we count on, since many a test waits; Vitest itself would take one less.
		maxWorkers: 3,
		// A busy machine takes seconds to stretch a PIN; a time limit is only for what hangs.
		testTimeout: 20_000,
		hookTimeout: 20_000,
		tags: [{ name: "slow", description: "A file that takes over a second of CPU, left out of `make test-fast`." }],
	},
});

/**
 * Hints on wording are loaded without the examples, which are for those who write patterns and for tests, and with each
 * list as the one alternation that it becomes: that is a seventh less to load.
 */
function leanWordings(): Plugin {
	return {
		name: "lean-wordings",
		apply: "build",
		enforce: "pre",
		transform: {
			filter: { id: /content.wordings.\w+\.json$/ },
			handler: (code) =>
				JSON.stringify(JSON.parse(code), (name, value) => {
					if (name === "lists") return value.map((list: readonly string[]) => [list.join("|")]);
					return name === "example" ? undefined : value;
				}),
		},
	};
}
