/** Mounts the participants' app and, where the browser allows it, the service worker that lets an attempt survive a reload without network. */
import { mount } from 'svelte';
import '../parts/base.css';
import { trust } from '../parts/trusted.ts';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  addEventListener('load', () => {
    // Without it everything works except reloading while offline, so a refusal is no news for the reader.
    navigator.serviceWorker.register(trust.createScriptURL('/sw.js')).catch(() => {});
  });
}
