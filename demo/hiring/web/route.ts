import { ref } from 'vue';

/** Two pages do not want a router: the part behind `#`. */
export const route = ref(location.hash || '#/login');
addEventListener('hashchange', () => {
  route.value = location.hash;
});
