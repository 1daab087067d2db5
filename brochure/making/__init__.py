"""The yearly PDF: text, figures and tables to pages, and pages to one file that says what it is made of.

`stages` joins the steps up to what can be known without drawing; `finishing` goes on to laid-out pages.
"""
