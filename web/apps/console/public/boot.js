// Sets the look of the page before it is first painted. A file of its own, because the content
// security policy allows no inline script.
(() => {
  const root = document.documentElement;
  const read = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const theme = read("waypost.theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  root.setAttribute("data-wa-theme", dark ? "dark" : "light");
  const language = read("waypost.language") || ((navigator.language || "en").startsWith("ar") ? "ar" : "en");
  const direction = read("waypost.direction");
  root.lang = language;
  root.dir = direction === "ltr" || direction === "rtl" ? direction : language === "ar" ? "rtl" : "ltr";
  root.setAttribute("data-boot", read("waypost.signed-in") ? "in" : "out");
})();
