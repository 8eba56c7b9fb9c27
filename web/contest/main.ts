/** Mounts the participants' app and, where the browser allows it, the service worker that lets an attempt survive a reload without network. */
import { mount } from 'svelte';
import '../parts/base.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  addEventListener('load', () => {
    // Without it everything works except reloading while offline, so a refusal is no news for the reader.
    navigator.serviceWorker.register(workerAddress()).catch(() => {});
  });
}

/** Where the security policy asks for trusted types, an address of a script must come from the policy named for us. */
function workerAddress(): string {
  interface Factory {
    createPolicy(name: string, rules: { createScriptURL(address: string): string }): typeof rules;
  }
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  const policy = trustedTypes?.createPolicy('hoithi', { createScriptURL: (address) => address });
  return policy ? policy.createScriptURL('/sw.js') : '/sw.js';
}
