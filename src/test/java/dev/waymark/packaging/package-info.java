/** Runs the finished jar as an administrator would. */
package dev.waymark.packaging;
