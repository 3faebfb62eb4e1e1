/** setting-missing: nothing is said where something must be. setting-wrong: it is not in its form. */
export type ConfigCode = 'setting-missing' | 'setting-wrong';
