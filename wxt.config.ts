import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Exactly DESIGN §5's, and activeTab by PROTOCOL (Gate). Each is explained in extension/README.md. */
const PERMISSIONS = [
  'storage',
  'unlimitedStorage',
  'scripting',
  'alarms',
  'sidePanel',
  'contextMenus',
  'identity',
  'declarativeNetRequestWithHostAccess',
  'activeTab',
];

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  modulesDir: 'extension/modules',
  outDir: 'dist',
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'zh_CN',
    // Firefox knows no side panel permission and would warn at each start.
    permissions: PERMISSIONS.filter((permission) => browser !== 'firefox' || permission !== 'sidePanel'),
    // Hosts are granted by the clerk, or by the office's managed build.
    host_permissions: [],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    // Chromium assigns Alt with a letter by itself, and Alt+Shift never (measured, 150).
    commands: {
      'check-now': { suggested_key: { default: 'Alt+C' }, description: '__MSG_checkNow__' },
      'next-unfinished': { suggested_key: { default: 'Alt+N' }, description: '__MSG_nextUnfinished__' },
      'open-panel': { suggested_key: { default: 'Alt+P' }, description: '__MSG_openPanel__' },
    },
    ...(browser !== 'firefox' && {
      minimum_chrome_version: '109',
      storage: { managed_schema: 'managed-schema.json' },
    }),
    web_accessible_resources: [
      {
        resources: ['card.html'],
        matches: ['https://*/*', 'http://*/*'],
        // The page cannot know the address in advance, so it cannot frame the card by itself.
        ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
      },
      // Isolated pages (COEP with COOP) load no dynamic address: there the same card is at a fixed one, and opens nothing without a ticket.
      { resources: ['card-static.html'], matches: ['https://*/*', 'http://*/*'] },
    ],
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'duecheck@duecheck.example',
          strict_min_version: '128.0',
          data_collection_permissions: { required: ['personallyIdentifyingInfo', 'websiteContent'] },
        },
      },
    }),
  }),
  vite: () => ({
    plugins: [preact()],
    build: { target: ['chrome109', 'firefox128'] },
  }),
});
