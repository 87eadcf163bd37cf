/** The contracts' own rules, checked on every message before a service sees it. */
@NullMarked
package dev.afterglow.platform.validation;

import org.jspecify.annotations.NullMarked;
