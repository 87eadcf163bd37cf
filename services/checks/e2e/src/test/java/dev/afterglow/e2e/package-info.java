/** Real processes, real files, real pushes: what a viewer would get, looked at from outside. */
@org.jspecify.annotations.NullMarked
package dev.afterglow.e2e;
