/** Mounts the studio. */
import { mount } from 'svelte';
import '../parts/base.css';
import './studio.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
